import IoTDBWire

/// Words that are no names unless they are quoted.
enum ReservedWords {
    /// Those of a dialect, in capitals.
    static func of(_ dialect: SQLDialect) -> Set<String> {
        switch dialect {
        case .tree: tree
        case .table: table
        }
    }

    /// Servers take most words as names in the tree dialect; these would make a statement hard to read.
    private static let tree = Set(
        Keywords.words(
            """
            ALIGN AND AS ASC BETWEEN BY CASE CONTAINS DESC ELSE END FILL FROM GROUP HAVING IN INTO IS LIKE LIMIT
            NOT NULL OFFSET ON OR ORDER REGEXP SELECT SET SLIMIT SOFFSET THEN TO VALUES WHEN WHERE WITH
            """
        )
    )
    private static let table = Set(
        Keywords.words(
            """
            ALTER AND AS BETWEEN BY CASE CAST CONSTRAINT CREATE CROSS CUBE DEALLOCATE DELETE DESCRIBE DISTINCT DROP
            ELSE END ESCAPE EXCEPT EXECUTE EXISTS EXTRACT FALSE FILL FOR FROM FULL GROUP GROUPING HAVING IN INNER
            INSERT INTERSECT INTO IS JOIN LEFT LIKE LIMIT LISTAGG LOCALTIME LOCALTIMESTAMP NATURAL NORMALIZE NOT
            NULL OFFSET ON OR ORDER OUTER PREPARE RECURSIVE RIGHT ROLLUP SELECT SKIP TABLE THEN TRIM TRUE UESCAPE
            UNION UNNEST USING VALUES WHEN WHERE WITH
            """
        )
    )
}

/// The data types of both dialects.
enum DataTypeWords {
    /// In capitals.
    static let all = [
        "BLOB", "BOOLEAN", "DATE", "DOUBLE", "FLOAT", "INT32", "INT64", "STRING", "TEXT", "TIMESTAMP",
    ]
}
