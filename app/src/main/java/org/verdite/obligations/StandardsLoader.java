package org.verdite.obligations;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.obligations.StandardsLibrary.Standard;
import org.verdite.shared.Scope;

/// Brings the library of standards into the register when the program starts. A file that is already in, by its
/// fingerprint, costs one question; a changed file supersedes what it says differently, never overwriting.
@Component
class StandardsLoader {

    private static final Logger LOG = LoggerFactory.getLogger(StandardsLoader.class);

    private record Stored(long id, String hash) {}

    private record Current(long revision, NewLimitKey key, String bounds, String notes) {}

    /// What a limit of a standard speaks of: a changed file's line with the same key is a correction of it.
    private record NewLimitKey(
            String parameter, String fraction, String statistic, String ranked, String pointClass, LocalDate from) {
        static NewLimitKey of(NewLimit l) {
            return new NewLimitKey(
                    l.parameter(),
                    l.fraction(),
                    l.statistic(),
                    Ranked.text(l.window().ranked()),
                    l.pointClass(),
                    l.from());
        }
    }

    private final JdbcClient jdbc;
    private final LimitRegister register;
    private final TransactionTemplate within;

    StandardsLoader(JdbcClient jdbc, LimitRegister register, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.register = register;
        this.within = new TransactionTemplate(transactions);
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(0)
    public void load() throws IOException {
        var standards = new ArrayList<Standard>();
        for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:standards/*.csv")) {
            standards.add(StandardsLibrary.read(String.valueOf(file.getFilename()), file.getContentAsByteArray()));
        }
        standards.sort(StandardsLibrary.order());
        Scope.system("standards").run(() -> within.executeWithoutResult(_ -> load(standards)));
    }

    private void load(List<Standard> standards) {
        var stored = stored();
        for (Standard standard : standards) {
            String key = String.join("/", standard.head("code"), standard.head("edition"), standard.head("table"));
            var known = stored.get(key);
            if (known == null) {
                var replaced = stored.get(standard.head("replaces"));
                long id = enter(standard, replaced == null ? null : replaced.id());
                stored.put(key, new Stored(id, standard.hash()));
            } else if (!known.hash().equals(standard.hash())) {
                bring(standard, known.id());
            }
        }
    }

    private Map<String, Stored> stored() {
        var all = new HashMap<String, Stored>();
        jdbc.sql("""
                        select id, concat_ws('/', code, edition, table_name) as key, file_hash from obligations.limit_set where side = 'STANDARD'""").query(rs -> {
            all.put(rs.getString("key"), new Stored(rs.getLong("id"), rs.getString("file_hash")));
        });
        return all;
    }

    private long enter(Standard standard, @Nullable Long replaces) {
        long id = register.addSet(standard.set(replaces));
        register.addLimits(
                standard.rows().stream().map(row -> row.limit(id, standard)).toList());
        remember(id, standard.hash());
        return id;
    }

    private void bring(Standard standard, long id) {
        var current = new HashMap<NewLimitKey, Current>();
        jdbc.sql("""
                        select revision, parameter_code, fraction, statistic, ranked, point_class, valid_from, concat_ws('|', lower, upper, nullif(formula, '')) as bounds,
                          note || '|' || note_zh as notes
                        from obligations.limit where set_id = :set and superseded_at is null""").param("set", id).query(rs -> {
            var key = new NewLimitKey(
                    rs.getString("parameter_code"),
                    rs.getString("fraction"),
                    rs.getString("statistic"),
                    rs.getString("ranked"),
                    rs.getString("point_class"),
                    rs.getObject("valid_from", LocalDate.class));
            current.put(key, new Current(rs.getLong("revision"), key, rs.getString("bounds"), rs.getString("notes")));
        });
        var added = new ArrayList<NewLimit>();
        for (var row : standard.rows()) {
            var limit = row.limit(id, standard);
            var known = current.remove(NewLimitKey.of(limit));
            if (known == null) {
                added.add(limit);
            } else if (!known.bounds().equals(bounds(limit))) {
                register.correct(
                        known.revision(),
                        limit.lower(),
                        limit.upper(),
                        limit.window().formula(),
                        limit.clause());
            } else if (!known.notes().equals(limit.note() + "|" + limit.noteZh())) {
                register.annotate(known.revision(), limit.note(), limit.noteZh());
            }
        }
        register.addLimits(added);
        current.values()
                .forEach(left ->
                        LOG.warn("{} no longer says {}; it stays in the register", standard.file(), left.key()));
        jdbc.sql("update obligations.limit_set set note = cast(:note as jsonb) where id = :id")
                .param("note", standard.note().json())
                .param("id", id)
                .update();
        remember(id, standard.hash());
    }

    private static String bounds(NewLimit limit) {
        return Stream.of(
                        limit.lower() == null ? "" : limit.lower().toPlainString(),
                        limit.upper() == null ? "" : limit.upper().toPlainString(),
                        limit.window().formula())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("|"));
    }

    private void remember(long id, String hash) {
        jdbc.sql("update obligations.limit_set set file_hash = :hash where id = :id")
                .param("hash", hash)
                .param("id", id)
                .update();
    }
}
