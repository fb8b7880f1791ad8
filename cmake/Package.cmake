# The Debian package: cmake --build build/release --target package → build/release/lyceum_VERSION_amd64.deb
# The program, its services, its settings, and what deploy/README.md names. Dependencies are read out of the program
# (dpkg-shlibdeps), so the package fits the Debian it was built on; FFmpeg's libraries, which the worker loads by itself,
# are recommended: without them classes have no pictures, and all else works.
find_program(gzip_program gzip REQUIRED)
set(package_docs ${CMAKE_BINARY_DIR}/package)
file(MAKE_DIRECTORY ${package_docs})
# Native packages carry one changelog in Debian's form; what is new for people stands in CHANGELOG.md.
string(TIMESTAMP package_time "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file(deploy/debian/changelog ${package_docs}/changelog @ONLY)
foreach(page IN ITEMS ${package_docs}/changelog ${CMAKE_SOURCE_DIR}/deploy/debian/lyceum.1)
  get_filename_component(name ${page} NAME)
  execute_process(COMMAND ${gzip_program} -9nc ${page} OUTPUT_FILE ${package_docs}/${name}.gz COMMAND_ERROR_IS_FATAL ANY)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${page})
endforeach()

install(TARGETS lyceum RUNTIME DESTINATION bin)
install(FILES deploy/lyceum.toml DESTINATION /etc/lyceum)
install(FILES deploy/lyceum.service deploy/lyceum-backup.service deploy/lyceum-backup.timer DESTINATION /lib/systemd/system)
install(FILES ${package_docs}/lyceum.1.gz DESTINATION share/man/man1)
install(FILES deploy/Caddyfile deploy/nginx.conf deploy/grafana.json deploy/prometheus.yml deploy/alerts.yml
  DESTINATION share/doc/lyceum/examples)
install(FILES README.md CHANGELOG.md docs/security.md docs/reliability.md ${package_docs}/changelog.gz DESTINATION share/doc/lyceum)
install(FILES deploy/README.md DESTINATION share/doc/lyceum RENAME running.md)
install(FILES deploy/debian/copyright DESTINATION share/doc/lyceum)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME lyceum)
set(CPACK_PACKAGE_CONTACT "The Lyceum authors <lyceum@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "self-hosted platform for live learning")
set(CPACK_PACKAGE_DESCRIPTION "A lecturer goes live from OBS; people watch in the browser about two
seconds behind, comment, like and are answered; the replay is there when the
class ends. One program with its own media core and an embedded database.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION video)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser, ca-certificates")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libavcodec59 | libavcodec-extra59, libavformat59 | libavformat-extra59, libavutil57, libswresample4, libswscale6, poppler-utils, poppler-data")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "libreoffice-impress-nogui, fonts-noto-cjk")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "caddy | nginx, prometheus, postgresql")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${CMAKE_SOURCE_DIR}/deploy/debian/conffiles ${CMAKE_SOURCE_DIR}/deploy/debian/postinst
  ${CMAKE_SOURCE_DIR}/deploy/debian/prerm ${CMAKE_SOURCE_DIR}/deploy/debian/postrm)
include(CPack)
