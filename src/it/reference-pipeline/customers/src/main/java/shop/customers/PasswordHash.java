package shop.customers;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Salted PBKDF2, written as {@code iterations$salt$hash}, so that the cost can grow over the years.
 */
public final class PasswordHash {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final int iterations;

  public PasswordHash(int iterations) {
    this.iterations = iterations;
  }

  public String hash(String password) {
    if (password.length() < 8) {
      throw new IllegalArgumentException(
          "a password needs 8 characters, this one has " + password.length());
    }
    byte[] salt = new byte[16];
    RANDOM.nextBytes(salt);
    Base64.Encoder encoder = Base64.getEncoder();
    byte[] hash = derive(password, salt, iterations);
    return iterations + "$" + encoder.encodeToString(salt) + "$" + encoder.encodeToString(hash);
  }

  public static boolean matches(String password, String stored) {
    String[] parts = stored.split("\\$");
    Base64.Decoder decoder = Base64.getDecoder();
    byte[] actual = derive(password, decoder.decode(parts[1]), Integer.parseInt(parts[0]));
    return MessageDigest.isEqual(actual, decoder.decode(parts[2]));
  }

  /** Whether the hash was made with less effort than is asked for today. */
  public boolean isOutdated(String stored) {
    return Integer.parseInt(stored.substring(0, stored.indexOf('$'))) < iterations;
  }

  private static byte[] derive(String password, byte[] salt, int iterations) {
    try {
      PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, 256);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no PBKDF2.", e);
    }
  }
}
