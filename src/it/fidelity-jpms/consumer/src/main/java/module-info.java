module fid.consumer {
  requires fid.beta;
  requires fid.old;

  exports fid.consumer;
}
