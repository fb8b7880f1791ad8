# A part is a folder with one target. Its CMakeLists.txt holds one call:
#
#   lyceum_part(wire/rtmp LAYER 1
#     SOURCES chunk_reader.cpp …      none: a part of headers only
#     TESTS   chunk_reader_test.cpp … beside the code; one test program a part
#     USES    base/bytes wire/amf …   parts
#     LIBS    OpenSSL::Crypto …)      outside libraries
#
# and its target is the path with _ for /. Layers: ARCHITECTURE.md.

function(lyceum_part PART)
  cmake_parse_arguments(P "" "LAYER" "SOURCES;TESTS;USES;LIBS;TEST_USES" ${ARGN})
  string(REPLACE "/" "_" target ${PART})
  list(TRANSFORM P_USES REPLACE "/" "_" OUTPUT_VARIABLE uses)
  if(P_SOURCES)
    add_library(${target} STATIC ${P_SOURCES})
    set(scope PUBLIC)
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(${target} ${scope} ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(${target} ${scope} ${uses} ${P_LIBS})
  set_property(GLOBAL APPEND PROPERTY LYCEUM_PARTS ${PART})
  set_property(GLOBAL PROPERTY LYCEUM_LAYER_${PART} ${P_LAYER})
  set_property(GLOBAL PROPERTY LYCEUM_USES_${PART} ${P_USES})
  if(LYCEUM_TESTS AND P_TESTS)
    list(TRANSFORM P_TEST_USES REPLACE "/" "_" OUTPUT_VARIABLE test_uses)
    add_executable(${target}_test ${P_TESTS})
    target_link_libraries(${target}_test PRIVATE ${target} ${test_uses} GTest::gtest GTest::gmock GTest::gtest_main)
    set_target_properties(${target}_test PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    set_property(GLOBAL APPEND PROPERTY LYCEUM_TEST_TARGETS ${target}_test)
    if("store/trial" IN_LIST P_TEST_USES)  # tests of what stands on the database run on both engines
      set_property(GLOBAL APPEND PROPERTY LYCEUM_TEST_TARGETS ${target}_test@postgres)
    endif()
  endif()
endfunction()

# One libFuzzer program: fuzz/<name>.cpp, corpus in fuzz/corpus/<name>/.
function(lyceum_fuzz NAME)
  cmake_parse_arguments(P "" "" "USES" ${ARGN})
  list(TRANSFORM P_USES REPLACE "/" "_" OUTPUT_VARIABLE uses)
  add_executable(fuzz_${NAME} ${NAME}.cpp)
  target_link_libraries(fuzz_${NAME} PRIVATE ${uses})
  target_link_options(fuzz_${NAME} PRIVATE -fsanitize=fuzzer,address,undefined)
  set_target_properties(fuzz_${NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
endfunction()

# Every folder below DIR that holds a CMakeLists.txt.
function(lyceum_add_parts DIR)
  file(GLOB_RECURSE lists CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${DIR}/CMakeLists.txt)
  list(SORT lists)
  foreach(list IN LISTS lists)
    get_filename_component(folder ${list} DIRECTORY)
    add_subdirectory(${folder})
  endforeach()
endfunction()

# Stops the configuration when a part uses a higher layer, or a sibling top folder on its own layer.
# Writes parts.txt (part;layer;uses…) for tools/tidy, which compares it with the real #includes, and tests.txt
# (a test program a line; NAME@postgres: to be run once more on that engine).
function(lyceum_check_layers)
  get_property(parts GLOBAL PROPERTY LYCEUM_PARTS)
  set(listing "")
  foreach(part IN LISTS parts)
    get_property(layer GLOBAL PROPERTY LYCEUM_LAYER_${part})
    get_property(uses GLOBAL PROPERTY LYCEUM_USES_${part})
    string(REGEX REPLACE "/.*" "" top ${part})
    foreach(used IN LISTS uses)
      get_property(known GLOBAL PROPERTY LYCEUM_LAYER_${used} SET)
      if(NOT known)
        message(FATAL_ERROR "${part} uses ${used}, which is not a part")
      endif()
      get_property(used_layer GLOBAL PROPERTY LYCEUM_LAYER_${used})
      string(REGEX REPLACE "/.*" "" used_top ${used})
      if(used_layer GREATER layer OR (used_layer EQUAL layer AND NOT used_top STREQUAL top))
        message(FATAL_ERROR "layers: ${part} (L${layer}) must not use ${used} (L${used_layer})")
      endif()
    endforeach()
    string(APPEND listing "${part};${layer};${uses}\n")
  endforeach()
  file(WRITE ${CMAKE_BINARY_DIR}/parts.txt "${listing}")
  get_property(tests GLOBAL PROPERTY LYCEUM_TEST_TARGETS)
  string(REPLACE ";" "\n" tests "${tests}")
  file(WRITE ${CMAKE_BINARY_DIR}/tests.txt "${tests}\n")
endfunction()
