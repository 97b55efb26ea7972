"""Words that the letter board offers when they have been begun: our own list, written for it, the likeliest first.

Whoever writes with one switch waits several steps of the scan for each letter, and a word picked saves them. Nothing is
learned from what anybody writes, and no names are in it: nobody's is likelier than another's.
"""

from __future__ import annotations

BEGUN = tuple(
    """
    the to and a i my it is in of that for you was on with be have are me at he she we they do not like want go can
    this but work what all so there help people when make time know get out would think good am will because from as her
    him his our your their them were some then now more about went did has had no yes if or an by up see look home day
    days come really could friend friends school college love feel play take need very too who how here where where's
    music dog dogs mum dad family teacher bus food cook cooking watch again after happy sad talk learn learning job
    jobs shop shops game games live living place places thing things other new nice please thank always never football
    sometimes someone something noisy quiet outside inside morning afternoon evening week weekend today tomorrow much
    many long old little big first before right wrong away back down over only than don't can't i'm i'd it's didn't
    doesn't won't brother sister nan grandad house flat money drawing reading writing swimming sport sports cinema film
    films animal animals cat cats horse horses garden gardening computer computers phone telephone hospital doctor
    worried scared angry tired hurt loud same different difficult easy enough every everybody everyone nobody together
    alone without near far train trains taxi car walk walking travel clothes hair paint painting sing singing dance
    dancing cake cakes baking kitchen office children baby babies helping working meet better best busy bored boring
    excited favourite fun funny great hard important maybe might must should which why keep left let stay start stop
    tell told try trying use wait""".split()
)
