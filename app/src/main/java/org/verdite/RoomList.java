package org.verdite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.util.ApplicationModulesExporter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes down the rooms while building, so that a start need not look through all classes for them, and in the order
/// of their declared doors, so that a room's tables exist before a room above refers to them.
public final class RoomList {

    private RoomList() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0], "META-INF", "spring-modulith", "application-modules.json");
        var mapper = JsonMapper.builder().build();
        var rooms = mapper.readTree(new ApplicationModulesExporter(ApplicationModules.of(Verdite.class)).toJson());
        var ordered = new LinkedHashMap<String, JsonNode>();
        rooms.propertyNames().forEach(room -> add(room, rooms, ordered));
        Files.createDirectories(file.getParent());
        Files.writeString(file, mapper.writeValueAsString(ordered));
    }

    private static void add(String room, JsonNode rooms, Map<String, JsonNode> ordered) {
        if (ordered.containsKey(room) || !rooms.has(room)) {
            return;
        }
        for (JsonNode door : rooms.get(room).path("allowedDependencies")) {
            add(door.asString().split("::", -1)[0].strip(), rooms, ordered);
        }
        ordered.put(room, rooms.get(room));
    }
}
