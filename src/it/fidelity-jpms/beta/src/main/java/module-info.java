module fid.beta {
  requires fid.alpha;

  exports fid.beta;
}
