package org.verdite.assessments;

import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.verdite.shared.Refused;

/// What is recorded already is not recorded again.
final class Twice {

    private Twice() {}

    static long refused(Supplier<Long> insert) {
        try {
            return insert.get();
        } catch (DuplicateKeyException twice) {
            throw new Refused("assessments.refused.twice");
        }
    }
}
