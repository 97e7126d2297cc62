package org.verdite.monitoring.intake.bulk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing row of bytes in network order, as PostgreSQL's binary format wants them.
final class Bytes {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    byte[] array;
    int length;

    Bytes(int capacity) {
        array = new byte[capacity];
    }

    void room(int more) {
        if (length + more > array.length) {
            array = Arrays.copyOf(array, Math.max(length + more, array.length * 2));
        }
    }

    void putShort(int value) {
        SHORT.set(array, length, (short) value);
        length += 2;
    }

    void putInt(int value) {
        INT.set(array, length, value);
        length += 4;
    }

    void putLong(long value) {
        LONG.set(array, length, value);
        length += 8;
    }

    /// Its length, then itself.
    void putText(String text) {
        int n = text.length();
        room(4 + n * 3 + 64);
        int at = length;
        length += 4;
        for (int i = 0; i < n; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || c == 0) {
                byte[] encoded = text.replace("\u0000", "").getBytes(StandardCharsets.UTF_8);
                length = at + 4;
                room(encoded.length + 64);
                System.arraycopy(encoded, 0, array, length, encoded.length);
                length += encoded.length;
                INT.set(array, at, encoded.length);
                return;
            }
            array[length++] = (byte) c;
        }
        INT.set(array, at, n);
    }

    static short shortAt(byte[] array, int at) {
        return (short) SHORT.get(array, at);
    }

    static int intAt(byte[] array, int at) {
        return (int) INT.get(array, at);
    }

    static long longAt(byte[] array, int at) {
        return (long) LONG.get(array, at);
    }
}
