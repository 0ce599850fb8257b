package it;

abstract class BaseTest {}
