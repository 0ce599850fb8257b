import dev.deploypipeline.fidelity.Equivalence

return Equivalence.of(binding.variables)
    .alsoComparing("**/.flattened-pom.xml")
    .alsoComparing("**/dependency-reduced-pom.xml")
    .requiring("file shaded/target/shaded-1.0.jar!/hidden/base/Base.class")
    .requiring("file base/.flattened-pom.xml")
    .requiring("file web/target/web-1.0-classes.jar!/web/Page.class")
    .requiring("file base/target/base-1.0-javadoc.jar!/index.html")
    .requiring("test uses-web/target/surefire-reports robot.RobotTest.readsThePage passed")
    .check()
