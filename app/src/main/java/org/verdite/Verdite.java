package org.verdite;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/// Verdite, an environmental management system for mining groups.
@SpringBootApplication
@Modulithic(systemName = "Verdite", sharedModules = "shared")
public class Verdite {

    public static void main(String[] args) {
        Commands.run(args);
    }
}
