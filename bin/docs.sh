# Writes the documents that are made from the code.

command_docs() {
  need_jdk
  need_maven
  maven -q -pl homeserver-bridge -am test -Dtest=ConfigurationDocumentTest -Dhouse.docs.write=true -Dsurefire.failIfNoSpecifiedTests=false
  step "docs/configuration.md is up to date"
}
