create table a(i int);
