insert into visitor values ('0-migrated');
