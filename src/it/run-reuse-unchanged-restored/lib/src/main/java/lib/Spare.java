package lib;

public class Spare {}
