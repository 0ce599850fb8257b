module named {
  exports named;
}
