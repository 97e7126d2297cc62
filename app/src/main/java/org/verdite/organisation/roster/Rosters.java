package org.verdite.organisation.roster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.organisation.roster.Judged.Verdict;
import org.verdite.organisation.roster.RosterStore.Content;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// The way in for the organisation and its people as a file: each line is judged, nothing is changed, and what was
/// judged is then taken in as a whole or not at all. The same file twice changes nothing.
@Component
public class Rosters {

    /// Bytes; some ten times what the most lines need.
    static final int LARGEST = 16 << 20;

    private static final int MOST_WAITING = 5;

    private final RosterReader reader;
    private final RosterJudge judge;
    private final RosterStore store;
    private final Access access;
    private final TransactionTemplate whole;

    Rosters(
            RosterReader reader,
            RosterJudge judge,
            RosterStore store,
            Access access,
            PlatformTransactionManager transactions) {
        this.reader = reader;
        this.judge = judge;
        this.store = store;
        this.access = access;
        this.whole = new TransactionTemplate(transactions);
    }

    /// Reads a file and judges its lines. What was brought before and is not decided yet waits on beside it.
    ///
    /// @param at the unit on whose behalf it is brought; what its lines may change is asked for each
    /// @throws Invalid when the file can't be read
    /// @throws Refused when too many wait already: they speak of people, and are kept no longer than is of use
    public Roster bring(UnitId at, String name, InputStream file) {
        access.require(Permission.ORGANISATION_EDIT, at);
        Integer account = Scope.current().account();
        int waiting = Objects.requireNonNull(whole.execute(_ -> store.waiting(account)));
        if (waiting >= MOST_WAITING) {
            throw new Refused("organisation.roster.refused.waiting", waiting);
        }
        var read = read(file);
        var judged = trial(read.lines());
        return Objects.requireNonNull(whole.execute(_ -> {
            String shortName = name.length() > 200 ? name.substring(0, 200) : name;
            long id = store.add(at, shortName, new Content(read.lines(), read.unknown(), judged), account);
            return find(id);
        }));
    }

    private RosterReader.Read read(InputStream file) {
        Path kept = null;
        try {
            kept = Files.createTempFile("roster", ".part");
            byte[] bytes = file.readNBytes(LARGEST + 1);
            if (bytes.length == 0) {
                throw new Invalid("file", "organisation.roster.file.empty");
            }
            if (bytes.length > LARGEST) {
                throw new Invalid("file", "organisation.roster.file.tooLarge", LARGEST >> 20);
            }
            Files.write(kept, bytes);
            return reader.read(kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            forget(kept);
        }
    }

    private static void forget(@org.jspecify.annotations.Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Judged> trial(List<RosterLine> lines) {
        return Objects.requireNonNull(whole.execute(status -> {
            status.setRollbackOnly();
            return judge.take(lines);
        }));
    }

    /// Takes in what was judged. When the organisation changed since so that something else would come of it, nothing
    /// is
    /// taken; the file is judged anew and waits for another look.
    ///
    /// @throws Refused when a line is wrong, nothing would change, or it was decided before
    public void take(long id) {
        var roster = Objects.requireNonNull(whole.execute(_ -> waiting(id)));
        if (roster.count(Verdict.WRONG) > 0) {
            throw new Refused("organisation.roster.refused.wrong", roster.count(Verdict.WRONG));
        }
        if (!roster.ready()) {
            throw new Refused("organisation.roster.refused.nothing");
        }
        boolean taken = Objects.requireNonNull(whole.execute(status -> {
            var content = store.content(id).orElseThrow(() -> new Refused("organisation.roster.refused.decided"));
            boolean same = judge.take(content.lines()).equals(content.judged());
            if (same) {
                store.decide(id, Roster.State.TAKEN);
            } else {
                status.setRollbackOnly();
            }
            return same;
        }));
        if (!taken) {
            judgeAgain(id);
            throw new Refused("organisation.roster.refused.otherwise");
        }
    }

    private void judgeAgain(long id) {
        var content =
                Objects.requireNonNull(whole.execute(_ -> store.content(id))).orElse(Content.NONE);
        var judged = trial(content.lines());
        whole.executeWithoutResult(_ -> store.judgedAgain(id, new Content(content.lines(), content.unknown(), judged)));
    }

    /// Puts it aside.
    @Transactional
    public void drop(long id) {
        waiting(id);
        store.decide(id, Roster.State.DROPPED);
    }

    private Roster waiting(long id) {
        var roster = find(id);
        if (roster.state() != Roster.State.JUDGED) {
            throw new Refused("organisation.roster.refused.decided");
        }
        return roster;
    }

    /// @throws NotHere when somebody else brought it
    @Transactional(readOnly = true)
    public Roster find(long id) {
        var roster = store.find(id, Scope.current().account()).orElseThrow(() -> new NotHere("roster " + id));
        access.require(Permission.ORGANISATION_EDIT, new UnitId(roster.unit()));
        return roster;
    }

    /// What the reader brought, what waits first and then the latest, without its lines.
    @Transactional(readOnly = true)
    public List<Roster> latest() {
        return store.latest(Scope.current().account());
    }
}
