package it.modular;

/** Where the database is. */
public final class Where {

  private Where() {}

  /** The name of the database that was exposed, or null. */
  public static String database() {
    return System.getProperty("db.name");
  }
}
