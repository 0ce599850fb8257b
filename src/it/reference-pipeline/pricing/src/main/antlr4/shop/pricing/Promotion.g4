grammar Promotion;

file : promotion* EOF ;

promotion : 'promotion' STRING ('priority' INT)? ('when' condition)? 'then' effect ';' ;

condition
    : condition 'and' condition   # both
    | condition 'or' condition    # either
    | 'not' condition             # negation
    | '(' condition ')'           # group
    | 'total' comparison amount   # total
    | 'pieces' comparison INT     # pieces
    | 'contains' SKU              # contains
    | 'customer' 'is' NAME        # customer
    ;

comparison : '>=' | '>' | '<=' | '<' ;

amount : number NAME ;

number : INT | DECIMAL ;

effect
    : number '%' 'off' ('on' SKU)?   # percentOff
    | amount 'off'                   # amountOff
    | 'free' 'shipping'              # freeShipping
    | 'pay' INT 'of' INT SKU         # multiBuy
    ;

SKU : [A-Z] [A-Z] '-' DIGIT DIGIT DIGIT DIGIT DIGIT DIGIT '-' DIGIT ;
INT : DIGIT+ ;
DECIMAL : DIGIT+ '.' DIGIT+ ;
NAME : [A-Za-z]+ ;
STRING : '"' ~["\r\n]* '"' ;
COMMENT : '#' ~[\r\n]* -> skip ;
WS : [ \t\r\n]+ -> skip ;
fragment DIGIT : [0-9] ;
