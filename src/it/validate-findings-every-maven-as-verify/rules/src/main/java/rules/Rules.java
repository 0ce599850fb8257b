package rules;

final class Rules {}
