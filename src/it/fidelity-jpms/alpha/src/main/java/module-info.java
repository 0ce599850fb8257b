module fid.alpha {
  exports fid.alpha;
}
