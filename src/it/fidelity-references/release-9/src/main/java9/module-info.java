module fid.nine {
  requires java.compiler;
  requires fid.processor.named.in.manifest;
}
