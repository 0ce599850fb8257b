CREATE SEQUENCE order_id START 1000;
CREATE TABLE orders (
  id bigint PRIMARY KEY,
  customer bigint NOT NULL,
  total_cents bigint NOT NULL CHECK (total_cents >= 0),
  currency char(3) NOT NULL,
  status text NOT NULL,
  payment text NOT NULL,
  placed_at timestamptz NOT NULL
);
CREATE TABLE order_line (
  order_id bigint NOT NULL REFERENCES orders ON DELETE CASCADE,
  position int NOT NULL,
  sku text NOT NULL,
  quantity int NOT NULL CHECK (quantity > 0),
  unit_cents bigint NOT NULL,
  PRIMARY KEY (order_id, position)
);
