# cmake -DDIST=web/dist -DOUT=assets.cpp -P embed.cmake: writes a C++ file that holds the built web app.
# The bytes come in through the assembler's .incbin, so that megabytes cost no compile time.
file(GLOB_RECURSE files RELATIVE ${DIST} ${DIST}/*)
list(SORT files)
set(code "#include \"api/pages/assets.hpp\"\n\n")
set(rows "")
set(index 0)
foreach(file IN LISTS files)
  string(APPEND code
    "__asm__(\".section .rodata\\n.global lyceum_asset_${index}, lyceum_asset_${index}_end\\n\"\n"
    "        \"lyceum_asset_${index}:\\n.incbin \\\"${DIST}/${file}\\\"\\nlyceum_asset_${index}_end:\\n.byte 0\\n.previous\\n\");\n"
    "extern \"C\" const std::uint8_t lyceum_asset_${index}[], lyceum_asset_${index}_end[];\n")
  string(APPEND rows "      {\"/${file}\", {lyceum_asset_${index}, lyceum_asset_${index}_end}},\n")
  math(EXPR index "${index} + 1")
endforeach()
string(APPEND code "\nnamespace lyceum::api {\n\nconst std::map<std::string_view, ByteView>& built_in_files() {\n"
  "  static const std::map<std::string_view, ByteView> files{\n${rows}  };\n  return files;\n}\n\n}  // namespace lyceum::api\n")
file(WRITE ${OUT} "${code}")
