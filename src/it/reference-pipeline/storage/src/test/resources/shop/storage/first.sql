CREATE TABLE thing (id bigint PRIMARY KEY, name text NOT NULL);
-- the second statement of the script; not the third
INSERT INTO thing VALUES (1, 'one;two');
