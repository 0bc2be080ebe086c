package dev.millrace.gateway.analyst.table;

import com.google.protobuf.Descriptors.FieldDescriptor;

/** What a scan can emit: one value of a simple kind for each record. Columns are made of leaves. */
public enum Leaf {
    BOOLEAN("BOOLEAN"),
    INTEGER("INTEGER"),
    UINTEGER("UINTEGER"),
    BIGINT("BIGINT"),
    UBIGINT("UBIGINT"),
    /** Its bits are in the low half of the number. */
    FLOAT("FLOAT"),
    DOUBLE("DOUBLE"),
    TEXT("VARCHAR"),
    /** The name of an enum's value, or the number of one that has no name. */
    ENUM("VARCHAR"),
    /** As text in base64, since a scan cannot emit bytes. */
    BYTES("BLOB");

    private final String sqlType;

    Leaf(String sqlType) {
        this.sqlType = sqlType;
    }

    /** Of the column that is made of it. */
    public String sqlType() {
        return sqlType;
    }

    /** Of a field that is no message. */
    static Leaf of(FieldDescriptor field) {
        return switch (field.getType()) {
            case BOOL -> BOOLEAN;
            case INT32, SINT32, SFIXED32 -> INTEGER;
            case UINT32, FIXED32 -> UINTEGER;
            case INT64, SINT64, SFIXED64 -> BIGINT;
            case UINT64, FIXED64 -> UBIGINT;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case STRING -> TEXT;
            case ENUM -> ENUM;
            case BYTES -> BYTES;
            case MESSAGE, GROUP -> throw new IllegalArgumentException(field + " is a message");
        };
    }
}
