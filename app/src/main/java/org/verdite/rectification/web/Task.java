package org.verdite.rectification.web;

import static org.verdite.organisation.Permission.*;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.verdite.organisation.Permission;
import org.verdite.rectification.ItemStep;
import org.verdite.rectification.Workflow;

/// What somebody can do on an item's page, each with a form of its own under the item's address.
enum Task {
    EDIT(ItemStep.EDIT, ITEM_OPEN, ITEM_CARRY),
    DETAILS(ItemStep.EDIT, ITEM_OPEN, ITEM_CARRY),
    PEOPLE(ItemStep.ASSIGN, ITEM_APPROVE, ITEM_OPEN, ITEM_VERIFY, ITEM_CARRY),
    SEVERITY(ItemStep.RECLASSIFY, ITEM_APPROVE),
    CAUSE(ItemStep.RECORD_CAUSE, ITEM_CARRY),
    ACTION(ItemStep.RECORD_CAUSE, ITEM_CARRY),
    PLAN(ItemStep.SUBMIT_PLAN, ITEM_CARRY),
    APPROVE(ItemStep.APPROVE_PLAN, ITEM_APPROVE),
    DONE(ItemStep.SUBMIT_DONE, ITEM_CARRY),
    VERIFY(ItemStep.VERIFY, ITEM_VERIFY),
    DRAW(ItemStep.DRAW, ITEM_VERIFY, ITEM_APPROVE),
    EFFECT(ItemStep.FIND_INEFFECTIVE, ITEM_VERIFY),
    SUCCEED(ItemStep.SUCCEED, ITEM_APPROVE, ITEM_VERIFY),
    REPEAT(ItemStep.REPEAT, ITEM_OPEN, ITEM_CARRY, ITEM_APPROVE),
    NOREPEAT(ItemStep.NO_REPEAT, ITEM_APPROVE),
    TIME(ItemStep.GRANT_TIME, ITEM_CARRY, ITEM_APPROVE),
    AUTHORITY(ItemStep.AUTHORITY_DEADLINE, ITEM_APPROVE),
    CANCEL(ItemStep.PROPOSE_CANCEL, ITEM_CARRY, ITEM_OPEN, ITEM_APPROVE),
    FINDING(ItemStep.RECORD_FINDING, ITEM_CARRY, ITEM_OPEN),
    OUTCOME(ItemStep.BECOME_ITEM, ITEM_OPEN, ITEM_APPROVE);

    private final ItemStep step;
    private final List<Permission> anyOf;

    Task(ItemStep step, Permission... anyOf) {
        this.step = step;
        this.anyOf = List.of(anyOf);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Task> of(String word) {
        return List.of(values()).stream().filter(t -> t.word().equals(word)).findFirst();
    }

    /// The step whose rules say whether the form makes sense now.
    ItemStep step(Workflow workflow) {
        return this == DONE && workflow == Workflow.SPOT ? ItemStep.CORRECT : step;
    }

    List<Permission> anyOf() {
        return anyOf;
    }
}
