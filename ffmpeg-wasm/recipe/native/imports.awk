# Generates what depends on a module's imports, from the header that wasm2c wrote:
# a stub for each, which calls the host, their names, and the instantiation.
#
#   awk -f imports.awk module.h > imports.c

function fail(message) {
    print "imports.awk: " message > "/dev/stderr"
    failed = 1
    exit 1
}

BEGIN { print "#include \"module.h\"\n#include \"guest.h\"\n" }

# The comment says the import's name, the next line is its C declaration.
/^\/\* import: / {
    split($0, quoted, "'")
    name = quoted[2] "." quoted[4]
    getline
    if ($0 !~ /^(void|u32|u64) [A-Za-z0-9_]+\(struct [A-Za-z0-9_]+\*(, u(32|64))*\);$/)
        fail("not a function of integers: " name)
    result = $1
    symbol = $2
    sub(/\(.*/, "", symbol)
    instance = $0
    sub(/.*\(/, "", instance)
    sub(/\*.*/, "*", instance)
    rest = $0
    sub(/[^*]*\*/, "", rest)
    sub(/\);$/, "", rest)
    arity = split("" rest, types, ", ") - (rest != "")
    declared = values = ""
    for (i = 1; i <= arity; i++) {
        declared = declared ", " types[i + 1] " a" i
        values = values (i > 1 ? ", " : "") "a" i
    }
    printf "%s %s(%s guest%s)\n{\n", result, symbol, instance, declared
    printf "    const uint64_t arguments[] = { %s };\n", arity ? values : "0"
    printf "    %sguest_call_host((struct guest *)guest, %d, arguments, %d);\n}\n\n",
        result == "void" ? "" : "return (" result ")", imports++, arity
    names = names "    \"" name "\",\n"
}

# Every import of the module gets the guest itself as its instance.
/^void wasm2c_module_instantiate\(/ {
    sub(/\);$/, "")
    count = split($0, instances, ", ")
    call = "wasm2c_module_instantiate((w2c_module *)guest"
    for (i = 2; i <= count; i++)
        call = call ", (" instances[i] ")guest"
    call = call ")"
}

END {
    if (failed)
        exit 1
    printf "const char *const guest_imports[] = {\n%s    0\n};\n\n", names
    printf "void guest_instantiate(struct guest *guest)\n{\n    %s;\n}\n", call
}
