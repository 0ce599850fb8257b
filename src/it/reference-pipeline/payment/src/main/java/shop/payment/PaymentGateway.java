package shop.payment;

import java.io.IOException;
import shop.model.Money;

/** The bank. */
public interface PaymentGateway {

  /** A wish to be paid; the key names it, so that a repetition is not a second payment. */
  record Request(String key, CardNumber card, Money amount) {}

  /** The bank's answer; the reference is needed for refunds. */
  record Receipt(String reference, boolean approved) {}

  Receipt charge(Request request) throws IOException;

  void refund(String reference) throws IOException;
}
