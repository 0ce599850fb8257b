module it.modular {
  requires java.sql;
}
