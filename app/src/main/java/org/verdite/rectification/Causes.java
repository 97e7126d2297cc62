package org.verdite.rectification;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Permission;
import org.verdite.rectification.Cause.Level;
import org.verdite.rectification.Cause.Said;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;

/// Why it happened (ISO 14001, 10.2 b), as a tree under the event: what came at once, what lay beneath, and at least
/// one root, in the words of the taxonomy. A chain of whys is a tree without branches.
@Component
public class Causes {

    /// The deepest a tree goes: what needs more is two trees.
    public static final int DEEPEST = 7;

    private static final int MOST = 60;

    private final ItemStore store;
    private final ItemGate gate;
    private final CauseStore causes;
    private final Taxonomy taxonomy;

    Causes(ItemStore store, ItemGate gate, CauseStore causes, Taxonomy taxonomy) {
        this.store = store;
        this.gate = gate;
        this.causes = causes;
        this.taxonomy = taxonomy;
    }

    /// Each cause followed by what lies beneath it.
    @Transactional(readOnly = true)
    public List<Cause> of(ItemId id) {
        gate.seen(id);
        return causes.tree(id);
    }

    /// Answers "why?" of the event, or of a cause.
    ///
    /// @param parent null for the event
    /// @return its number
    /// @throws Invalid naming `text`, `code`, `level`, `evidence`
    @Transactional
    public long add(ItemId id, @Nullable Long parent, Said said) {
        var item = gate.take(id, Permission.ITEM_CARRY);
        item.after(ItemStep.RECORD_CAUSE);
        var me = gate.actor();
        var tree = causes.tree(id);
        if (parent != null) {
            var above = tree.stream()
                    .filter(c -> c.id() == parent)
                    .findFirst()
                    .orElseThrow(() -> new NotHere("cause " + parent));
            if (above.level() == Level.ROOT) {
                throw new Refused("rectification.refused.beneathRoot");
            }
            if (above.depth() + 1 >= DEEPEST) {
                throw new Refused("rectification.refused.causeDepth", DEEPEST);
            }
        }
        if (tree.size() >= MOST) {
            throw new Refused("rectification.refused.causeMany", MOST);
        }
        if (said.level() == Level.IMMEDIATE && parent != null) {
            throw new Invalid("level", "rectification.cause.immediate");
        }
        var checked = checked(item, said);
        long cause = causes.insert(item, parent, checked, edition(checked), me);
        step(item, me);
        return cause;
    }

    /// @param version as it was read
    /// @throws Conflict when somebody changed it since
    @Transactional
    public void change(ItemId id, long cause, int version, Said said) {
        var item = gate.take(id, Permission.ITEM_CARRY);
        item.after(ItemStep.RECORD_CAUSE);
        var me = gate.actor();
        var tree = causes.tree(id);
        var before = require(tree, cause);
        if (before.version() != version) {
            throw new Conflict("cause " + cause);
        }
        if (said.level() == Level.ROOT && tree.stream().anyMatch(c -> Objects.equals(c.parent(), cause))) {
            throw new Refused("rectification.refused.beneathRoot");
        }
        if (said.level() == Level.IMMEDIATE && before.parent() != null) {
            throw new Invalid("level", "rectification.cause.immediate");
        }
        var checked = checked(item, said);
        boolean same = Objects.equals(checked.code(), before.code());
        causes.change(cause, version, checked, same ? before.edition() : edition(checked));
        step(item, me);
    }

    /// Takes out a cause with nothing beneath it.
    ///
    /// @throws Refused when something lies beneath it, an action removes it, or it is a running plan's last root
    @Transactional
    public void remove(ItemId id, long cause, int version) {
        var item = gate.take(id, Permission.ITEM_CARRY);
        item.after(ItemStep.RECORD_CAUSE);
        var me = gate.actor();
        var tree = causes.tree(id);
        requireRemovable(tree, require(tree, cause));
        causes.remove(cause, version);
        step(item, me);
    }

    private static Cause require(List<Cause> tree, long cause) {
        return tree.stream().filter(c -> c.id() == cause).findFirst().orElseThrow(() -> new NotHere("cause " + cause));
    }

    private static void requireRemovable(List<Cause> tree, Cause cause) {
        if (tree.stream().anyMatch(c -> Objects.equals(c.parent(), cause.id()))) {
            throw new Refused("rectification.refused.causeBears");
        }
        if (!cause.actions().isEmpty()) {
            throw new Refused("rectification.refused.causeRemoved");
        }
    }

    /// Replaces a chain by another: what it has in common with the one before stays the same causes.
    ///
    /// @param lines from the nearest to the root
    /// @param code of the root
    /// @throws Refused when the causes branch
    void chain(Item item, List<String> lines, String code, PersonId me) {
        var before = new ArrayDeque<>(causes.tree(item.id()));
        var parents = new HashSet<@Nullable Long>();
        if (before.stream().anyMatch(c -> !parents.add(c.parent()))) {
            throw new Refused("rectification.refused.causeBranches");
        }
        while (before.size() > lines.size()) {
            var last = before.removeLast();
            if (!last.actions().isEmpty()) {
                throw new Refused("rectification.refused.causeRemoved");
            }
            causes.remove(last.id(), last.version());
        }
        Long above = null;
        for (int i = 0; i < lines.size(); i++) {
            boolean root = i == lines.size() - 1;
            var level = root ? Level.ROOT : i == 0 ? Level.IMMEDIATE : Level.UNDERLYING;
            var old = before.pollFirst();
            var said = new Said(level, root ? code : null, lines.get(i), old == null ? null : old.evidence());
            if (old == null) {
                above = causes.insert(item, above, said, edition(said), me);
            } else {
                if (!root && old.code() != null && old.level() != Level.ROOT) {
                    said = new Said(level, old.code(), said.text(), said.evidence());
                }
                causes.change(old.id(), old.version(), said, edition(said));
                above = old.id();
            }
        }
        step(item, me);
    }

    boolean known(String code) {
        return taxonomy.word(code).isPresent();
    }

    /// Says that an action removes a cause.
    ///
    /// @throws Invalid naming `cause` when it is none of the item's
    void removedBy(Item item, long cause, long action) {
        if (causes.find(item.id(), cause).isEmpty()) {
            throw new Invalid("cause", "ui.form.choice");
        }
        causes.removedBy(item, cause, action);
    }

    private Said checked(Item item, Said said) {
        String text = ItemGate.text("text", said.text(), true, 300);
        String code = said.code() == null || said.code().isBlank() ? null : said.code();
        if (code == null) {
            throw new Invalid("code", "ui.form.required");
        }
        if (taxonomy.word(code).isEmpty()) {
            throw new Invalid("code", "ui.form.choice");
        }
        if (said.evidence() != null && !causes.evidence(item.id(), said.evidence())) {
            throw new Invalid("evidence", "ui.form.choice");
        }
        return new Said(said.level(), code, text, said.evidence());
    }

    private @Nullable String edition(Said said) {
        return said.code() == null
                ? null
                : taxonomy.word(said.code()).map(Taxonomy.Word::edition).orElse(null);
    }

    /// Every change of the tree is a step of the item, which keeps the way to its first root and that root's kind for
    /// lists and figures.
    private void step(Item item, PersonId me) {
        var tree = causes.tree(item.id());
        var root = tree.stream().filter(c -> c.level() == Level.ROOT).findFirst();
        if (root.isEmpty() && item.state() != ItemState.OPEN) {
            throw new Refused("rectification.refused.lastRoot");
        }
        var way = new ArrayDeque<String>();
        for (var c = root.orElse(tree.isEmpty() ? null : tree.getFirst()); c != null; ) {
            way.addFirst(c.text());
            Long parent = c.parent();
            c = parent == null ? null : require(tree, parent);
        }
        String kind = root.flatMap(r -> taxonomy.kind(r.edition(), r.code())).orElse(null);
        store.party(item.id(), item.unit(), me, "CAUSE_WRITER");
        store.step(item, ItemStep.RECORD_CAUSE, "", "cause", way.toArray(String[]::new), "cause_kind", kind);
    }
}
