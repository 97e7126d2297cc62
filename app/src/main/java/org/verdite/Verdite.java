package org.verdite;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.modulith.Modulithic;

/// Verdite, an environmental management system for mining groups. Beans carry their full name, so that two rooms may
/// each have a `PeopleApi`.
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Modulithic(systemName = "Verdite", sharedModules = "shared")
public class Verdite {

    public static void main(String[] args) {
        Commands.run(args);
    }
}
