# Chooses the regions of large functions that become functions of their own.
#
#   awk -v large=COUNT -v region=COUNT -f regions.awk LISTING TREES
#
# LISTING is a module as text whose blocks all have names, TREES its dominator trees as
# opt prints them. Each line of the output is a function and the blocks of one region,
# as opt's extract-blocks takes them.
#
# A region is a subtree of the dominator tree, so that there is one way in. Of each
# function with more than LARGE instructions the smallest subtrees with at least REGION
# of them, and at most LARGE, are taken; none contains another. A function that has none,
# such as a switch with many small cases, gives smaller ones.

BEGIN { smallest = 30 } # less is hardly worth a call

FNR == 1 { file++ }

file == 1 && /^define / {
    match($0, /@[^(]+\(/)
    name = substr($0, RSTART + 1, RLENGTH - 2)
    gsub(/"/, "", name)
    next
}
file == 1 && /^}/ { name = ""; next }
file == 1 && name != "" && /^[^ ;]+:/ { current = $1; sub(/:.*/, "", current); next }
file == 1 && name != "" && /^  / { instructions[name, current]++; total[name]++ }

file == 2 && /^DominatorTree for function: / { choose(); name = $4; blocks = 0; next }
file == 2 && /^ *\[[0-9]+\] %/ {
    blocks++
    depth[blocks] = substr($1, 2) + 0
    block[blocks] = substr($2, 2)
}

END { choose() }

function choose(   least) {
    if (total[name] <= large) return
    for (least = region; least >= smallest; least /= 2) {
        if (choose_from(least)) return
    }
}

# The tree is listed parents first, so a subtree is a block and all deeper ones behind it.
function choose_from(least,   root, at, size, taken, region_blocks, found) {
    for (root = blocks; root > 1; root--) {
        size = instructions[name, block[root]]
        taken = 0
        region_blocks = block[root]
        for (at = root + 1; at <= blocks && depth[at] > depth[root]; at++) {
            size += instructions[name, block[at]]
            taken = taken || chosen[name, at]
            region_blocks = region_blocks ";" block[at]
        }
        if (size >= least && size <= large && !taken) {
            chosen[name, root] = 1
            found = 1
            print name, region_blocks
        }
    }
    return found
}
