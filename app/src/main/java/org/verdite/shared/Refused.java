package org.verdite.shared;

/// A step that may not be taken now, with the reason in words: `rectification.refused.ownerVerifies`.
/// Pages show it beside the step, the API answers 409 with the same text and the key as `code`.
public class Refused extends RuntimeException {
    private final String key;
    private final transient Object[] args;

    public Refused(String key, Object... args) {
        super(key);
        this.key = key;
        this.args = args;
    }

    public String key() {
        return key;
    }

    public Object[] args() {
        return args == null ? new Object[0] : args.clone();
    }
}
