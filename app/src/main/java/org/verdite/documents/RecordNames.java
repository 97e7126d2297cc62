package org.verdite.documents;

import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.verdite.shared.Origin;

/// How people name a record of a kind: by its number (`NC-2026-0412`), or by the address of its page.
///
/// @param path of its pages, before the id
public record RecordNames(String room, String kind, String path, Pattern number, Pattern page) {

    /// @param prefixes what its numbers begin with, several parted by `|`
    public static RecordNames of(String room, String kind, String prefixes, String path) {
        return new RecordNames(
                room,
                kind,
                path,
                Pattern.compile("(?i)(?:" + prefixes + ")-\\d{4}-\\d{4,9}"),
                Pattern.compile("(?:https?://[^/]+)?" + Pattern.quote(path) + "/(\\d{1,9})(?:[/?#].*)?"));
    }

    /// The record that the words name, empty when they name none or it is not in the reader's scope.
    ///
    /// @param sql selects `id` and `title` of those whose number is `:number` or whose id is `:id`
    public Optional<Origin> find(JdbcClient jdbc, String words, String sql) {
        var address = page.matcher(words);
        if (!address.matches() && !number.matcher(words).matches()) {
            return Optional.empty();
        }
        return jdbc.sql(sql + " order by id limit 1")
                .param("number", words.toUpperCase(java.util.Locale.ROOT))
                .param("id", address.matches() ? Integer.parseInt(address.group(1)) : -1)
                .query((rs, _) -> new Origin(
                        room, kind, rs.getString("id"), rs.getString("title"), path + "/" + rs.getString("id")))
                .optional();
    }
}
