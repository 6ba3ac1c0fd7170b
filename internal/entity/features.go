package entity

// mentionsRead is how many mentions of a name are looked at; later ones add nothing new.
const mentionsRead = 12

// features hands everything that is known about a group to a sink: the mean over its mentions, then the group's own.
func (r *reading) features(g *group, s *sink) {
	n := min(len(g.mentions), mentionsRead)
	s.scale = 1 / float32(n)
	for _, i := range g.mentions[:n] {
		r.contextFeatures(&r.mentions[i], s)
	}
	s.scale = 1
	r.signFeatures(g, s)
	r.shapeFeatures(g, s)
	r.poolFeatures(g, s)
	r.metaFeatures(g, s)
}
