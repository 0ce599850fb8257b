CREATE TABLE visitors (name text);
