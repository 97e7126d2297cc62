package org.verdite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/// The rooms with the doors they declare.
final class Rooms {

    static final ApplicationModules MODULES = ApplicationModules.of(Verdite.class);

    private Rooms() {}

    static Set<String> all() {
        return MODULES.stream()
                .map(m -> m.getIdentifier().toString())
                .filter(n -> !n.contains("."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The rooms a room says it enters.
    static Set<String> doors(String room) {
        Class<?> info;
        try {
            info = Class.forName("org.verdite." + room + ".package-info");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        var module = info.getPackage().getAnnotation(ApplicationModule.class);
        return module == null
                ? Set.of()
                : List.of(module.allowedDependencies()).stream()
                        .map(d -> d.split("::")[0].strip())
                        .collect(Collectors.toSet());
    }

    /// Each room after those it enters.
    static List<String> inOrder() {
        var ordered = new ArrayList<String>();
        all().forEach(room -> below(room, ordered));
        return ordered;
    }

    /// A room and, before it, all it enters, directly or through them.
    static List<String> upTo(String room) {
        var ordered = new ArrayList<String>();
        below(room, ordered);
        return ordered;
    }

    private static void below(String room, List<String> ordered) {
        if (ordered.contains(room) || !all().contains(room)) {
            return;
        }
        new TreeSet<>(doors(room)).forEach(door -> below(door, ordered));
        ordered.add(room);
    }
}
