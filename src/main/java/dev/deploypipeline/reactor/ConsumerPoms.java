package dev.deploypipeline.reactor;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.PlexusContainer;
import org.codehaus.plexus.component.repository.exception.ComponentLookupException;
import org.eclipse.aether.RepositorySystemSession;

/**
 * Maven 4 attaches the consumer POM to a project right before it builds it, in its {@code
 * LifecycleModuleBuilder}. Maven 3 has no such thing, so the component is reached by reflection;
 * where it is missing nothing is attached.
 */
final class ConsumerPoms {

  private static final String MANAGER =
      "org.apache.maven.internal.transformation.TransformerManager";

  private ConsumerPoms() {}

  static void attach(PlexusContainer container, MavenSession session, MavenProject project) {
    Optional<Class<?>> type = type();
    if (type.isEmpty()) {
      return;
    }
    try {
      Object manager = container.lookup(type.get());
      type.get()
          .getMethod(
              "injectTransformedArtifacts", RepositorySystemSession.class, MavenProject.class)
          .invoke(manager, session.getRepositorySession(), project);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the consumer POM cannot be made", e.getCause());
    } catch (ReflectiveOperationException | ComponentLookupException e) {
      throw new IllegalStateException("this Maven makes consumer POMs in a way not known yet", e);
    }
  }

  private static Optional<Class<?>> type() {
    try {
      return Optional.of(Class.forName(MANAGER, true, MavenSession.class.getClassLoader()));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }
}
