package fid.uses;

public class Strict {}
