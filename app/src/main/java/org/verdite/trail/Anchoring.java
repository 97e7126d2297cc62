package org.verdite.trail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.trail.proof.Heads;
import org.verdite.trail.proof.HeadsWriter;

/// Seals new entries every few seconds, writes the heads outside the database, and once a day hands the newest head on.
@Component
class Anchoring {

    private static final Logger LOG = LoggerFactory.getLogger(Anchoring.class);

    /// One line a day: day, anchor, hash.
    static final String DAILY = "trail-heads-daily.log";

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final ObjectProvider<HeadReceiver> receivers;
    private final Clock clock;
    private final Path data;
    private final HeadsWriter heads;

    Anchoring(
            JdbcClient jdbc,
            DataSource dataSource,
            ObjectProvider<HeadReceiver> receivers,
            Clock clock,
            @Value("${verdite.data}") Path data) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.receivers = receivers;
        this.clock = clock;
        this.data = data;
        this.heads = new HeadsWriter(data);
    }

    /// The anchor made, if there was something to seal. The heads are written by {@link #writeHeads()} after this has
    /// committed: a line in the file must never be ahead of the database.
    @Transactional
    public Optional<Long> seal() {
        return jdbc.sql("select trail.pub_anchor()")
                .query((rs, _) -> {
                    long id = rs.getLong(1);
                    return rs.wasNull() ? Optional.<Long>empty() : Optional.of(id);
                })
                .single();
    }

    @Transactional(readOnly = true)
    public void writeHeads() {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            heads.append(connection);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the trail's heads could not be written to " + data, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /// Keeps a dated copy of the newest head and gives it to whoever takes it off this machine.
    @Transactional(readOnly = true)
    public void daily() {
        newest().ifPresent(head -> {
            keep(head);
            receivers.forEach(receiver -> {
                try {
                    receiver.receive(head);
                } catch (RuntimeException e) {
                    LOG.warn(
                            "The trail's head {} did not leave the machine by {}: {}",
                            head.anchor(),
                            receiver.getClass().getSimpleName(),
                            e.getMessage());
                }
            });
        });
    }

    private Optional<HeadReceiver.Head> newest() {
        return jdbc.sql("select id, epoch, upto::text, count, at, hash from trail.anchor order by id desc limit 1")
                .query((rs, _) -> {
                    var at = rs.getObject(5, OffsetDateTime.class).toInstant();
                    String hash = HexFormat.of().formatHex(rs.getBytes(6));
                    String line = Heads.line(
                            rs.getLong(1), rs.getInt(2), Long.parseLong(rs.getString(3)), rs.getLong(4), at, hash);
                    return new HeadReceiver.Head(rs.getLong(1), at, hash, line);
                })
                .optional();
    }

    private void keep(HeadReceiver.Head head) {
        String day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        Path file = data.resolve(DAILY);
        try {
            if (Files.exists(file) && Files.readString(file).contains(day + " ")) {
                return;
            }
            Files.writeString(
                    file,
                    day + " " + head.anchor() + " " + head.hash() + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException("the trail's daily head could not be written to " + file, e);
        }
    }
}
