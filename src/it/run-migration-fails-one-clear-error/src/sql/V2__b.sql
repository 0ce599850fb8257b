select 1;
insert into nowhere values (1);
