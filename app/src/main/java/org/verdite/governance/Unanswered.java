package org.verdite.governance;

import java.util.List;
import org.verdite.shared.Refused;

/// A review can't go on while these inputs wait: for their answer, or for a decision that they need.
public class Unanswered extends Refused {

    private final transient List<ReviewInput> inputs;

    Unanswered(List<ReviewInput> inputs) {
        this("governance.refused.unanswered", inputs);
    }

    Unanswered(String key, List<ReviewInput> inputs) {
        super(key, inputs.size(), Words.inputs(inputs));
        this.inputs = List.copyOf(inputs);
    }

    public List<ReviewInput> inputs() {
        return inputs == null ? List.of() : inputs;
    }
}
