create table visitor(name text);
