# The Debian package: cmake --build build/release --target package → build/release/lyceum_VERSION_amd64.deb
# The program, its service, its settings, and what deploy/README.md names. Dependencies are read out of the program
# (dpkg-shlibdeps), so the package fits the Debian it was built on; FFmpeg's libraries, which the worker loads by itself,
# are named here.
install(TARGETS lyceum RUNTIME DESTINATION bin)
install(FILES deploy/lyceum.toml DESTINATION /etc/lyceum)
install(FILES deploy/lyceum.service DESTINATION /lib/systemd/system)
install(FILES deploy/lyceum-backup.service deploy/lyceum-backup.timer deploy/Caddyfile deploy/nginx.conf deploy/grafana.json
  DESTINATION share/doc/lyceum/examples)
install(FILES README.md CHANGELOG.md docs/security.md DESTINATION share/doc/lyceum)
install(FILES deploy/README.md DESTINATION share/doc/lyceum RENAME running.md)
install(FILES LICENSE DESTINATION share/doc/lyceum RENAME copyright)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME lyceum)
set(CPACK_PACKAGE_CONTACT "The Lyceum authors <lyceum@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "self-hosted platform for live learning")
set(CPACK_PACKAGE_DESCRIPTION "A lecturer goes live from OBS; people watch in the browser about two seconds behind, comment,
like and are answered. One program with its own media core and an embedded database.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION video)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser, ca-certificates, libavcodec59 | libavcodec-extra59, libavformat59 | libavformat-extra59, libavutil57, libswresample4, libswscale6")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${CMAKE_SOURCE_DIR}/deploy/debian/conffiles ${CMAKE_SOURCE_DIR}/deploy/debian/postinst
  ${CMAKE_SOURCE_DIR}/deploy/debian/prerm ${CMAKE_SOURCE_DIR}/deploy/debian/postrm)
include(CPack)
