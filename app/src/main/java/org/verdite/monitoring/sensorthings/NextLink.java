package org.verdite.monitoring.sensorthings;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.verdite.monitoring.sensorthings.SensorThingsQueries.Row;

/// The address of the page after this one, with everything that was asked.
final class NextLink {

    private NextLink() {}

    static String of(String address, Entity entity, Asked asked, List<Row> rows) {
        var options = new LinkedHashMap<String, String>(new TreeMap<>(asked.texts()));
        options.remove("$skip");
        options.remove("$skiptoken");
        if (SensorThingsQueries.keyed(entity, asked) && !rows.isEmpty()) {
            options.put("$skiptoken", String.valueOf(rows.getLast().id()));
        } else {
            options.put("$skip", String.valueOf(asked.skip() + asked.top()));
        }
        return address
                + options.entrySet().stream()
                        .map(e -> encoded(e.getKey()).replace("%24", "$") + "=" + encoded(e.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
