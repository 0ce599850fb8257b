CREATE TABLE stock (
  sku text PRIMARY KEY,
  pieces int NOT NULL CHECK (pieces >= 0)
);
