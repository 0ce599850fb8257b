CREATE TABLE product (
  sku text PRIMARY KEY,
  name text NOT NULL CHECK (name <> ''),
  category text NOT NULL,
  price_cents bigint NOT NULL CHECK (price_cents >= 0),
  currency char(3) NOT NULL,
  grams int NOT NULL CHECK (grams >= 0)
);
CREATE INDEX product_by_price ON product (category, price_cents, sku);
