public class B { does not compile }
