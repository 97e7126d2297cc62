package org.verdite.targets.policy;

import java.util.Set;
import org.verdite.shared.LocalText;

/// A sentence of the policy that goals can lead to.
///
/// @param code `C3`; stays from version to version
public record Commitment(long id, String code, LocalText sentence, Set<String> protects) {}
