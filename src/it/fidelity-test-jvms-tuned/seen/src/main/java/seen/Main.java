package seen;

/** There is something to package. */
public class Main {}
